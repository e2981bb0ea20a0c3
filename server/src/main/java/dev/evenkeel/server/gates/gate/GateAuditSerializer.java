// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import tools.jackson.databind.json.JsonMapper;

/// The JSON serializer for audit entries about gates.
public final class GateAuditSerializer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private GateAuditSerializer() {}

    public static String toJson(Object value) {
        return JSON.writeValueAsString(value);
    }
}
