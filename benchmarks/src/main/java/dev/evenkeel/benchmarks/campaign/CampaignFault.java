// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.faultinjection.Fault;
import java.io.IOException;

/// The faults of the campaign. A fault of a single process affects the first one. A supervisor restarts a database that
/// was killed.
enum CampaignFault {
    PROCESS_KILLED("process killed", CampaignEnvironment::killFirst),
    PROCESS_STANDS_STILL(
            "process stands still", campaign -> Fault.suspend(campaign.first().process())),
    SERVER_UNREACHABLE(
            "one process cut off from the server",
            campaign -> Fault.silence(campaign.first().serverProxy())),
    OLD_LEDGER_UNREACHABLE(
            "one process cut off from the old ledger",
            campaign -> Fault.silence(campaign.first().oldLedgerProxy())),
    NEW_LEDGER_UNREACHABLE(
            "one process cut off from the new ledger",
            campaign -> Fault.silence(campaign.first().newLedgerProxy())),
    OLD_LEDGER_KILLED(
            "old ledger's database killed",
            campaign -> Fault.killDatabase(campaign.oldLedger().folder())),
    NEW_LEDGER_KILLED(
            "new ledger's database killed",
            campaign -> Fault.killDatabase(campaign.newLedger().folder())),
    SERVER_KILLED("server killed", CampaignEnvironment::killServer),
    SERVER_DATABASE_KILLED(
            "server's database killed",
            campaign -> Fault.killDatabase(campaign.programs().serverData()));

    private final String description;
    private final FaultFactory factory;

    CampaignFault(String description, FaultFactory factory) {
        this.description = description;
        this.factory = factory;
    }

    /// Factory of a fault.
    @FunctionalInterface
    private interface FaultFactory {
        Fault create(CampaignEnvironment campaign) throws IOException, InterruptedException;
    }

    String description() {
        return description;
    }

    /// Creates the fault, for the processes that run now.
    Fault create(CampaignEnvironment campaign) throws IOException, InterruptedException {
        return factory.create(campaign);
    }
}
