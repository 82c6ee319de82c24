import type { Particle } from "../../generator/model/service.js";
import { groupOf } from "../../generator/values/property-group.js";
import type { Alternative, PropertyGroup } from "../../generator/values/value-model.js";

/** The independent members, followed by the alternatives of each union: `A? -B` if B is absent. */
export function shape(particles: readonly Particle[]): unknown[] {
  const found = groupOf(particles, "");
  return [...said(found.alternatives.members), ...alternatives(found)];
}

export function alternatives({ alternatives: { unions } }: PropertyGroup): string[][] {
  return unions.map((each) => each.map((alternative) => said(alternative).join(" ")));
}

export function said(members: Alternative): string[] {
  return members.map(({ member: { property }, presence }) => {
    if (presence === "absent") return `-${property}`;
    return presence === "optional" ? `${property}?` : property;
  });
}
