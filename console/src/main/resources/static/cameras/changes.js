/** The fields of a camera's form, as the contract names them; the password is never known and so never compared. */
export const FIELDS = ['facilityId', 'name', 'zone', 'url', 'subUrl', 'username', 'transport', 'recordMain', 'recordSub', 'retentionDays', 'retentionGiB', 'enabled'];

/**
 * What a person changes of a camera: only those fields, and as `base` what they were when he saw them. So that what somebody else changed meanwhile stays, and
 * of the same field the server can tell.
 */
export function changes(seen, wanted) {
  const fields = FIELDS.filter(field => wanted[field] !== seen[field]);
  const of = values => Object.fromEntries(fields.map(field => [field, values[field]]));
  return {...of(wanted), base: of(seen)};
}

/** A form whose untouched fields follow what the camera became meanwhile; what was typed stays. All three as the form's fields show them. */
export function rebased(form, seen, now) {
  const untouched = FIELDS.filter(field => String(form[field]) === String(seen[field]));
  return {...form, ...Object.fromEntries(untouched.map(field => [field, now[field]]))};
}
