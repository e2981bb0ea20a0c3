// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import java.io.IOException;

/// A fault and its removal. A fault of a single process affects the first one.
enum CampaignFault {
    /// One process of the service is killed (SIGKILL) and restarted.
    PROCESS_KILLED("process killed") {
        @Override
        void begin(CampaignEnvironment environment) throws IOException, InterruptedException {
            environment.first().kill();
        }

        @Override
        void end(CampaignEnvironment environment) throws IOException, InterruptedException {
            String killed = environment.first().sdkName();
            environment.first().restart();
            environment.reportProcessEnded(killed, "it was killed");
        }
    },

    /// One process is suspended in the middle of its work (SIGSTOP), then resumed.
    PROCESS_STANDS_STILL("process stands still") {
        @Override
        void begin(CampaignEnvironment environment) throws IOException, InterruptedException {
            environment.first().setSuspended(true);
        }

        @Override
        void end(CampaignEnvironment environment) throws IOException, InterruptedException {
            environment.first().setSuspended(false);
        }
    },

    /// One process is disconnected from the server.
    SERVER_UNREACHABLE("one process cut off from the server") {
        @Override
        void begin(CampaignEnvironment environment) {
            environment.first().serverProxy().setSilent(true);
        }

        @Override
        void end(CampaignEnvironment environment) {
            environment.first().serverProxy().setSilent(false);
        }
    },

    /// One process is disconnected from the old ledger.
    OLD_LEDGER_UNREACHABLE("one process cut off from the old ledger") {
        @Override
        void begin(CampaignEnvironment environment) {
            environment.first().oldLedgerProxy().setSilent(true);
        }

        @Override
        void end(CampaignEnvironment environment) {
            environment.first().oldLedgerProxy().setSilent(false);
        }
    },

    /// One process is disconnected from the new ledger.
    NEW_LEDGER_UNREACHABLE("one process cut off from the new ledger") {
        @Override
        void begin(CampaignEnvironment environment) {
            environment.first().newLedgerProxy().setSilent(true);
        }

        @Override
        void end(CampaignEnvironment environment) {
            environment.first().newLedgerProxy().setSilent(false);
        }
    },

    /// The old ledger's PostgreSQL is killed; its supervisor restarts it.
    OLD_LEDGER_KILLED("old ledger's database killed") {
        @Override
        void begin(CampaignEnvironment environment) throws IOException {
            environment.oldLedger().kill();
        }

        @Override
        void end(CampaignEnvironment environment) {}
    },

    /// The new ledger's PostgreSQL is killed; its supervisor restarts it.
    NEW_LEDGER_KILLED("new ledger's database killed") {
        @Override
        void begin(CampaignEnvironment environment) throws IOException {
            environment.newLedger().kill();
        }

        @Override
        void end(CampaignEnvironment environment) {}
    },

    /// The server is killed and restarted.
    SERVER_KILLED("server killed") {
        @Override
        void begin(CampaignEnvironment environment) {
            environment.programs().server().kill();
        }

        @Override
        void end(CampaignEnvironment environment) throws IOException, InterruptedException {
            environment.restartServer();
        }
    },

    /// The server's PostgreSQL is killed; its supervisor restarts it.
    SERVER_DATABASE_KILLED("server's database killed") {
        @Override
        void begin(CampaignEnvironment environment) throws IOException {
            EmbeddedPostgresProcess.of(environment.programs().serverData()).kill();
        }

        @Override
        void end(CampaignEnvironment environment) {}
    };

    private final String words;

    CampaignFault(String words) {
        this.words = words;
    }

    /// Returns the description for people.
    String description() {
        return words;
    }

    abstract void begin(CampaignEnvironment environment) throws IOException, InterruptedException;

    abstract void end(CampaignEnvironment environment) throws IOException, InterruptedException;
}
