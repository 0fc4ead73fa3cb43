/** One JSON line of a long run. */
export function report(run: string, figures: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ soak: run, at: new Date().toISOString(), ...figures })}\n`)
}

/** How long a run goes on, in minutes: `SOAK_MINUTES`, or what it takes for its usual size. */
export const minutes = (usual: number): number => Number(process.env.SOAK_MINUTES ?? usual)

/** On which databases a long run runs: both, or `SOAK_ENGINE`. */
export const engines = (['sqlite', 'postgres'] as const).filter(
  (engine) => (process.env.SOAK_ENGINE ?? engine) === engine,
)
