// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import tools.jackson.databind.json.JsonMapper;

/// Writes what goes into the audit ledger.
final class GateJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private GateJson() {}

    static String text(Object value) {
        return JSON.writeValueAsString(value);
    }
}
