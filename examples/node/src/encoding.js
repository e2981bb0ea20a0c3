// SPDX-License-Identifier: Apache-2.0
import { PbfWriter } from 'pbf';

/** The encodings of reports by name: content type, and a function from a report to a request body. */
export const encodings = {
  json: { type: 'application/json', encode: (report) => JSON.stringify(report) },
  binary: {
    type: 'application/protobuf',
    encode: (report) => {
      const out = new PbfWriter();
      writeReport(report, out);
      return out.finish();
    },
  },
};

/* The fields of spec/outcomes/calls.proto by number. Absent, empty, zero and false values are omitted. */

function writeReport(report, out) {
  text(out, 1, report.instance);
  number(out, 2, report.sequence);
  number(out, 3, report.dropped);
  for (const group of report.groups) out.writeMessage(4, writeGroup, group);
  if (report.heartbeat) out.writeBooleanField(5, true);
}

function writeGroup(group, out) {
  text(out, 1, group.flag);
  text(out, 2, group.variant);
  text(out, 3, group.rollout);
  number(out, 4, group.revision);
  text(out, 5, group.role);
  for (const call of group.calls ?? []) out.writeMessage(6, writeCall, call);
  for (const unit of group.begun ?? []) out.writeStringField(7, unit);
}

function writeCall(call, out) {
  number(out, 1, call.micros);
  if (call.failed) out.writeBooleanField(2, true);
  text(out, 3, call.unit);
  if (call.trial) out.writeBooleanField(4, true);
  number(out, 5, call.ageMillis);
}

function text(out, field, value) {
  if (value) out.writeStringField(field, value);
}

function number(out, field, value) {
  if (value) out.writeVarintField(field, value);
}
