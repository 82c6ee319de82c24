import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  date,
  dateTime,
  dateTimeAsDate,
  duration,
  gDay,
  gMonth,
  gMonthDay,
  gYear,
  gYearMonth,
  time,
} from "../../../templates/runtime/simple/date.js";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import type { Simple } from "../../../templates/runtime/simple/simple.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

/** Legal and illegal without a zone. */
const examples: [type: Simple<string>, legal: string[], illegal: string[]][] = [
  [
    dateTime,
    [
      "2024-02-29T23:59:59",
      "2024-02-29T23:59:59.1234567",
      "2024-12-31T24:00:00",
      "2024-12-31T24:00:00.000",
      "12024-01-01T00:00:00",
      "-0044-03-15T12:00:00",
      "-0004-02-29T00:00:00",
      "0000-02-29T00:00:00",
      "2000-02-29T00:00:00",
      "100000000000000000000000400-02-29T00:00:00",
      `2024-01-01T00:00:00.${"0".repeat(1000)}`,
    ],
    [
      "2023-02-29T00:00:00",
      "1900-02-29T00:00:00",
      "12100-02-29T00:00:00",
      "2024-04-31T00:00:00",
      "2024-13-01T00:00:00",
      "2024-00-01T00:00:00",
      "2024-01-00T00:00:00",
      "2024-01-32T00:00:00",
      "2024-01-01T24:00:01",
      "2024-01-01T24:01:00",
      "2024-01-01T24:00:00.001",
      "2024-01-01T25:00:00",
      "2024-01-01T00:60:00",
      "2024-01-01T00:00:60",
      "2024-01-01T00:00:00.",
      "2024-01-01T00:00",
      "2024-01-01 00:00:00",
      "2024-01-01t00:00:00",
      "2024-01-01",
      "2024-1-1T0:0:0",
      "024-01-01T00:00:00",
      "02024-01-01T00:00:00",
      "+2024-01-01T00:00:00",
      "--2024-01-01T00:00:00",
      "2024/01/01T00:00:00",
      "2024-01-01T00.00.00",
      "2024-0:-01T00:00:00",
      "٢٠٢٤-01-01T00:00:00",
    ],
  ],
  [
    date,
    ["2024-02-29", "-0001-12-31", "99999-01-01"],
    ["2023-02-29", "2024-02", "2024-02-29T", "20240229", "2024-2-29"],
  ],
  [
    time,
    ["00:00:00", "23:59:59.5", "24:00:00"],
    ["24:00:01", "1:00:00", "00:00", "23:59:60", "12:00:00 PM", "00:00:00."],
  ],
  [gYear, ["2024", "-0001", "10000"], ["24", "02024", "2024-01", "-"]],
  [gYearMonth, ["2024-02", "-0001-12"], ["2024", "2024-13", "2024-1", "2024-02-01"]],
  [gMonth, ["--01", "--12"], ["--13", "--1", "-01", "01", "--01--", "---01"]],
  [gMonthDay, ["--02-29", "--12-31"], ["--02-30", "--04-31", "--13-01", "-02-29", "02-29", "--02-2", "--0229"]],
  [gDay, ["---01", "---31"], ["---32", "---00", "--01", "01", "---1", "----01"]],
];

test.each(examples)("$name, with every zone", (type, legal, illegal) => {
  for (const text of legal) {
    for (const zone of ["", "Z", "+00:00", "-14:00", "+13:59"]) {
      const zoned = text + zone;
      expect(read(type, zoned)).toBe(zoned);
      expect(read(type, `\n ${zoned}\t`)).toBe(zoned);
      expect(written(type, zoned)).toBe(zoned);
      expect(written(type, ` ${zoned}`)).toBe(zoned);
      expect(type.form(zoned)).toBe(zoned);
      expect(parseParameter(type, zoned)).toBe(zoned);
    }
    for (const zone of [
      "z",
      "+14:01",
      "+15:00",
      "-13:60",
      "+1:00",
      "+0100",
      "+01",
      "UTC",
      " Z",
      "ZZ",
      "+01:00Z",
      "+01:00:00",
    ]) {
      expectRefused(type, text + zone);
      expectUnwritable(type, text + zone);
    }
  }
  for (const text of ["", " ", "now", "&", "-", "---", "T", ...illegal]) {
    for (const zone of ["", "Z", "+01:00"]) {
      expectRefused(type, text + zone);
      expectUnwritable(type, text + zone);
    }
  }
  expectUnwritable(type, undefined, 2024, new Date(0));
});

test("no cut of a legal text is taken for another", () => {
  const text = "2024-02-29T23:59:59.5+01:00";
  for (let length = 0; length < text.length; length++) {
    const cut = text.slice(0, length);
    const legal = length === 19 || length === 21;
    if (legal) expect(read(dateTime, cut)).toBe(cut);
    else expectRefused(dateTime, cut);
  }
});

describe("duration", () => {
  test("each part may be missing, but not all", () => {
    for (const text of [
      "P1Y",
      "P1Y2M3DT4H5M6.7S",
      "-P1D",
      "PT0S",
      "PT36H",
      "P1M",
      "PT1M",
      "P0Y",
      "PT0.000001S",
      `P${"9".repeat(5000)}D`,
    ]) {
      expect(read(duration, ` ${text} `)).toBe(text);
      expect(written(duration, text)).toBe(text);
    }
  });

  test("invalid durations are refused", () => {
    for (const text of [
      "",
      "P",
      "PT",
      "P1DT",
      "1D",
      "+P1D",
      "P-1D",
      "P1",
      "P1H",
      "PT1D",
      "P1M1Y",
      "PT1S1M",
      "P1Y1Y",
      "P1.5D",
      "PT1.5M",
      "PT.5S",
      "PT5.S",
      "P1YT",
      "PTT1S",
      "PT1ST1S",
      "PT1ST",
      "p1d",
      "P1D ,",
      "P 1D",
      "P1DT1H1",
    ]) {
      expectRefused(duration, text);
      expectUnwritable(duration, text);
    }
  });

  test("as a regular expression would have it", () => {
    const pattern = /^-?P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."-P1T.YMDHS"), maxLength: 9 }), (text) => {
        if (pattern.test(text)) expect(read(duration, text)).toBe(text);
        else expectRefused(duration, text);
      }),
      { numRuns: 2000 },
    );
  });
});

test("dates are checked as the calendar of the platform has it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (y, m, d) => {
        const text = `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`;
        const there = new Date(0);
        there.setUTCFullYear(y, m - 1, d);
        if (there.getUTCMonth() === m - 1 && there.getUTCDate() === d) expect(read(date, text)).toBe(text);
        else expectRefused(date, text);
      },
    ),
    { numRuns: 1000 },
  );
});

describe("dateTime as a Date", () => {
  const zone = process.env["TZ"];
  beforeAll(() => {
    process.env["TZ"] = "America/New_York";
  });
  afterAll(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  test("reads what the platform reads, to the millisecond", () => {
    for (const [text, iso] of [
      ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"],
      ["2024-02-29T23:59:59.1234567Z", "2024-02-29T23:59:59.123Z"],
      ["2024-02-29T23:59:59.1Z", "2024-02-29T23:59:59.100Z"],
      ["2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00.000Z"],
      ["2024-02-29T20:30:00.05-05:30", "2024-03-01T02:00:00.050Z"],
      ["2024-12-31T24:00:00Z", "2025-01-01T00:00:00.000Z"],
      ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
      ["0000-02-29T00:00:00Z", "0000-02-29T00:00:00.000Z"],
      ["-0001-12-31T00:00:00Z", "-000001-12-31T00:00:00.000Z"],
      ["12024-01-01T00:00:00Z", "+012024-01-01T00:00:00.000Z"],
      ["2024-01-15T12:00:00", "2024-01-15T17:00:00.000Z"],
      ["2024-07-15T12:00:00.123", "2024-07-15T16:00:00.123Z"],
      ["2024-07-15T24:00:00", "2024-07-16T04:00:00.000Z"],
      ["0050-01-15T12:00:00", new Date("0050-01-15T12:00:00").toISOString()],
    ] as const) {
      expect(read(dateTimeAsDate, ` ${text}`).toISOString()).toBe(iso);
    }
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date("0000-01-01"), max: new Date("9999-12-31") }),
        (value) => {
          const text = value.toISOString();
          expect(read(dateTimeAsDate, text)).toEqual(value);
          expect(read(dateTimeAsDate, text.slice(0, 23))).toEqual(new Date(text.slice(0, 23)));
          expect(read(dateTimeAsDate, `${text.slice(0, 23)}-03:30`)).toEqual(new Date(`${text.slice(0, 23)}-03:30`));
        },
      ),
    );
  });

  test("writes what it reads", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (value) => {
        const text = written(dateTimeAsDate, value);
        expect(read(dateTime, text)).toBe(text);
        expect(read(dateTimeAsDate, text)).toEqual(value);
        expect(dateTimeAsDate.form(value)).toBe(text);
      }),
    );
    expect(written(dateTimeAsDate, new Date(0))).toBe("1970-01-01T00:00:00Z");
    expect(written(dateTimeAsDate, new Date(5))).toBe("1970-01-01T00:00:00.005Z");
    expect(written(dateTimeAsDate, new Date("-000001-01-01T00:00:00Z"))).toBe("-0001-01-01T00:00:00Z");
    expect(written(dateTimeAsDate, new Date("+012345-01-01T00:00:00Z"))).toBe("12345-01-01T00:00:00Z");
  });

  test("refuses what no Date can hold", () => {
    expectRefused(
      dateTimeAsDate,
      "",
      "2024-01-01",
      "2023-02-29T00:00:00Z",
      "275760-09-13T00:00:00.001Z",
      `${"9".repeat(400)}-01-01T00:00:00`,
    );
    expectUnwritable(dateTimeAsDate, new Date(NaN), "2024-01-01T00:00:00Z", 0, null);
  });
});

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
