/** The population database (CSDL quốc gia về dân cư) as the station sees it. */
export interface PopulationRegistry {
  /**
   * Compares what a paper says of a citizen with what the state holds.
   *
   * @throws StationError `population-unreachable`, `population-busy` or `population-malformed`: ask again later.
   * When `signal` is aborted by the caller its reason is thrown as it is; a time-out counts as unreachable.
   */
  query(query: PopulationQuery, options?: { readonly signal?: AbortSignal }): Promise<PopulationAnswer>;
}

export interface PopulationQuery {
  /** 12 digits. */
  readonly citizenId: string;
  /** 9-digit CMND when the paper has one. */
  readonly oldId?: string;
  readonly fullName: string;
  /** `YYYY-MM-DD`, or `YYYY` when only the year is known. */
  readonly dateOfBirth: string;
  /** Compared when given; not part of the request. */
  readonly gender?: 'Nam' | 'Nữ';
  /** For the registry's log of who asked and why (Circular 46/2022/TT-BCA). No personal data of the citizen. */
  readonly context: PopulationQueryContext;
}

interface PopulationQueryContext {
  readonly procedureCode: string;
  readonly officerCode: string;
  readonly requestId: string;
}

export type PopulationOutcome = 'match' | 'differs' | 'not-found' | 'deceased' | 'cancelled';

export interface PopulationDifference {
  readonly field: 'oldId' | 'fullName' | 'dateOfBirth' | 'gender';
  readonly sent: string;
  readonly held: string;
}

export interface PopulationAnswer {
  readonly outcome: PopulationOutcome;
  /** What differs, field by field; empty unless the outcome is `differs`. */
  readonly differences: readonly PopulationDifference[];
  /** As held; null unless the outcome is `match` or `differs`. */
  readonly person: PopulationPerson | null;
}

export interface PopulationPerson {
  readonly citizenId: string;
  readonly oldId: string | null;
  readonly fullName: string;
  /** `YYYY-MM-DD`, or `YYYY`. */
  readonly dateOfBirth: string;
  readonly gender: 'Nam' | 'Nữ' | null;
  readonly ethnicity: string | null;
  readonly religion: string | null;
  readonly nationality: string | null;
  readonly maritalStatus: string | null;
  readonly birthRegistration: string | null;
  readonly hometown: string | null;
  readonly permanentAddress: string | null;
  readonly currentAddress: string | null;
  readonly fatherName: string | null;
  readonly motherName: string | null;
  readonly spouseName: string | null;
}
