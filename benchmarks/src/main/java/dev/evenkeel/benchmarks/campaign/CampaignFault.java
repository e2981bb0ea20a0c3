// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import java.io.IOException;

/// What goes wrong, and how it ends. Where one of several processes is meant, it is the first.
enum CampaignFault {
    /// One process of the service is killed (SIGKILL) and started again.
    PROCESS_KILLED("process killed") {
        @Override
        void begin(CampaignEnvironment site) throws IOException, InterruptedException {
            site.first().kill();
        }

        @Override
        void end(CampaignEnvironment site) throws IOException, InterruptedException {
            String killed = site.first().sdkName();
            site.first().startAgain();
            site.say(killed, "it was killed");
        }
    },

    /// One process stands still in the midst of whatever it was doing (SIGSTOP), then goes on.
    PROCESS_STANDS_STILL("process stands still") {
        @Override
        void begin(CampaignEnvironment site) throws IOException, InterruptedException {
            site.first().standStill(true);
        }

        @Override
        void end(CampaignEnvironment site) throws IOException, InterruptedException {
            site.first().standStill(false);
        }
    },

    /// One process hears nothing of the server.
    SERVER_UNREACHABLE("one process cut off from the server") {
        @Override
        void begin(CampaignEnvironment site) {
            site.first().toServer().silence(true);
        }

        @Override
        void end(CampaignEnvironment site) {
            site.first().toServer().silence(false);
        }
    },

    /// One process hears nothing of the old ledger.
    OLD_LEDGER_UNREACHABLE("one process cut off from the old ledger") {
        @Override
        void begin(CampaignEnvironment site) {
            site.first().toOld().silence(true);
        }

        @Override
        void end(CampaignEnvironment site) {
            site.first().toOld().silence(false);
        }
    },

    /// One process hears nothing of the new ledger.
    NEW_LEDGER_UNREACHABLE("one process cut off from the new ledger") {
        @Override
        void begin(CampaignEnvironment site) {
            site.first().toNew().silence(true);
        }

        @Override
        void end(CampaignEnvironment site) {
            site.first().toNew().silence(false);
        }
    },

    /// The old ledger's PostgreSQL is killed and comes back by itself.
    OLD_LEDGER_KILLED("old ledger's database killed") {
        @Override
        void begin(CampaignEnvironment site) throws IOException {
            site.oldLedger().kill();
        }

        @Override
        void end(CampaignEnvironment site) {}
    },

    /// The new ledger's PostgreSQL is killed and comes back by itself.
    NEW_LEDGER_KILLED("new ledger's database killed") {
        @Override
        void begin(CampaignEnvironment site) throws IOException {
            site.newLedger().kill();
        }

        @Override
        void end(CampaignEnvironment site) {}
    },

    /// The server is killed and started again.
    SERVER_KILLED("server killed") {
        @Override
        void begin(CampaignEnvironment site) {
            site.programs().server().kill();
        }

        @Override
        void end(CampaignEnvironment site) throws IOException, InterruptedException {
            site.restartServer();
        }
    },

    /// The server's PostgreSQL is killed and comes back by itself.
    SERVER_DATABASE_KILLED("server's database killed") {
        @Override
        void begin(CampaignEnvironment site) throws IOException {
            EmbeddedPostgresProcess.of(site.programs().serverData()).kill();
        }

        @Override
        void end(CampaignEnvironment site) {}
    };

    private final String words;

    CampaignFault(String words) {
        this.words = words;
    }

    /// What happens, for people.
    String words() {
        return words;
    }

    abstract void begin(CampaignEnvironment site) throws IOException, InterruptedException;

    abstract void end(CampaignEnvironment site) throws IOException, InterruptedException;
}
