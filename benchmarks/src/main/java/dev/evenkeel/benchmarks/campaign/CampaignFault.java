// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

/// The faults of the campaign. A fault of a single process affects the first one. A supervisor restarts a database that
/// was killed.
enum CampaignFault {
    PROCESS_KILLED("process killed"),
    PROCESS_STANDS_STILL("process stands still"),
    SERVER_UNREACHABLE("one process cut off from the server"),
    OLD_LEDGER_UNREACHABLE("one process cut off from the old ledger"),
    NEW_LEDGER_UNREACHABLE("one process cut off from the new ledger"),
    OLD_LEDGER_KILLED("old ledger's database killed"),
    NEW_LEDGER_KILLED("new ledger's database killed"),
    SERVER_KILLED("server killed"),
    SERVER_DATABASE_KILLED("server's database killed");

    private final String description;

    CampaignFault(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
