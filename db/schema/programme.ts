import type { Generated } from 'kysely'

export interface ProgrammeTable {
  id: string
  name: string
  award: string
  issuer: string
  region: string | null
}

export interface ProgrammeEditionTable {
  id: string
  programmeId: string
  version: number
  template: string
  rubric: string
  passRule: string
  commitments: string
  fees: string
  phases: string
  createdAt: string
}

export interface CohortTable {
  id: string
  editionId: string
  name: string
  startsOn: string
  endsOn: string
  submissionOpensOn: string | null
  submissionClosesOn: string | null
  timeZone: string
  createdAt: string
}

export interface CohortRoleTable {
  id: string
  cohortId: string
  personId: string
  role: string
  since: string
  until: string | null
}

export interface CountyTable {
  id: string
  name: string
}

export interface DistrictTable {
  id: string
  countyId: string
  name: string
}

export interface ClusterTable {
  id: string
  name: string
  countyId: string | null
  districtId: string | null
}

export interface SiteTable {
  id: string
  districtId: string
  name: string
}

export interface SiteElementTable {
  id: string
  siteId: string
  kind: string
  name: string
  position: Generated<number>
}

export interface PersonDistrictTable {
  personId: string
  districtId: string
}
