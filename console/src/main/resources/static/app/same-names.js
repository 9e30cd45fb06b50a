/** The camera names that stand at more than one facility: there the name alone does not tell where a picture is from. */
export function sameNames(cameras) {
  const first = new Map();
  const same = new Set();
  for (const camera of cameras) {
    const facility = first.get(camera.name);
    if (facility === undefined) first.set(camera.name, camera.facilityId);
    else if (facility !== camera.facilityId) same.add(camera.name);
  }
  return same;
}
