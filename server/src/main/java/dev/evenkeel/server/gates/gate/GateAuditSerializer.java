// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import tools.jackson.databind.json.JsonMapper;

/// Writes what goes into the audit ledger.
public final class GateAuditSerializer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private GateAuditSerializer() {}

    public static String text(Object value) {
        return JSON.writeValueAsString(value);
    }
}
