import { Form } from '@remix-run/react'

type Group = { role: string; people: { email: string; name: string; place: string }[] }

/** In a demo: be anybody by one click. */
export function DemoPeople({ groups, next }: { groups: Group[]; next: string }) {
  return (
    <section aria-labelledby="demo-people" className="mt-12 border-t border-hair pt-8">
      <h2 id="demo-people">Or be somebody of the demo</h2>
      <p className="mt-1 max-w-[60ch] text-quiet">
        One click each. Everybody’s password is <code>compassion-demo</code>.
      </p>
      {groups.map((group) => (
        <section key={group.role} aria-label={group.role} className="mt-6">
          <h3>{group.role}</h3>
          <Form method="post" className="mt-2" reloadDocument>
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="password" value="compassion-demo" />
            <ul className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
              {group.people.map((person) => (
                <li key={person.email}>
                  <button
                    type="submit"
                    name="email"
                    value={person.email}
                    className="flex min-h-9 w-full flex-wrap items-baseline gap-x-2 rounded-[6px] px-2 py-1 text-left hover:bg-accent-soft"
                  >
                    <span className="font-medium">{person.name}</span>
                    <span className="text-sm text-quiet">{person.place}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Form>
        </section>
      ))}
    </section>
  )
}
