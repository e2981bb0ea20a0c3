// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.Arrays;
import java.util.List;

/// The kinds of faults, with their targets and durations.
enum FaultKind {
    SERVER_KILLED(FaultTarget.SERVER, 2, 10, "killed, started again after"),
    SERVER_STANDS_STILL(FaultTarget.SERVER, 5, 40, "stands still for"),
    SERVER_CUT(FaultTarget.SERVER_PROXY, 1, 1, "loses its connections to the database"),
    SERVER_SLOW(FaultTarget.SERVER_PROXY, 5, 25, "has a slow way to the database for"),
    SERVER_SILENCED(FaultTarget.SERVER_PROXY, 5, 40, "hears nothing of the database for"),
    SERVER_STRANDED(FaultTarget.SERVER_PROXY, 10, 40, "has half-open connections to the database for"),
    PROCESS_KILLED(FaultTarget.PROCESS, 1, 5, "killed, started again after"),
    PROCESS_STANDS_STILL(FaultTarget.PROCESS, 5, 20, "stands still for"),
    PROCESS_CUT(FaultTarget.PROCESS_PROXY, 1, 1, "loses its connections to the servers"),
    PROCESS_SLOW(FaultTarget.PROCESS_PROXY, 5, 25, "has a slow way to the servers for"),
    PROCESS_SILENCED(FaultTarget.PROCESS_PROXY, 5, 30, "hears nothing of the servers for"),
    PROCESS_STRANDED(FaultTarget.PROCESS_PROXY, 10, 30, "has half-open connections to the servers for"),
    DATABASE_RESTARTED(FaultTarget.DATABASE, 1, 1, "restarted in immediate mode"),
    BROKER_KILLED(FaultTarget.BROKER, 1, 8, "killed, started again after"),
    DISK_FULL(FaultTarget.DISK, 10, 40, "is full for"),
    CLOCK_SET(FaultTarget.CLOCK, 10, 60, "is set wrong for");

    private final FaultTarget target;
    private final int leastSeconds;
    private final int mostSeconds;
    private final String description;

    FaultKind(FaultTarget target, int leastSeconds, int mostSeconds, String description) {
        this.target = target;
        this.leastSeconds = leastSeconds;
        this.mostSeconds = mostSeconds;
        this.description = description;
    }

    /// The targets of faults. Faults of the same target never overlap.
    enum FaultTarget {
        SERVER("server", 3),
        SERVER_PROXY("server", 3),
        PROCESS("process", 5),
        PROCESS_PROXY("process", 5),
        DATABASE("database", 1),
        BROKER("broker", 3),
        DISK("disk of process", 3),
        CLOCK("clock of server", 1);

        private final String label;
        private final int number;

        FaultTarget(String label, int number) {
            this.label = label;
            this.number = number;
        }

        /// Returns the number of such targets.
        int number() {
            return number;
        }

        /// Returns the display name of one target.
        ///
        /// @param index from 0
        String nameOf(int index) {
            return number == 1 ? label : label + " " + (index + 1);
        }
    }

    /// Returns the kinds of faults of a campaign.
    ///
    /// @param brokers whether it has brokers
    static List<FaultKind> list(boolean brokers) {
        return Arrays.stream(values())
                .filter(kind -> brokers || kind.target != FaultTarget.BROKER)
                .toList();
    }

    FaultTarget target() {
        return target;
    }

    int leastSeconds() {
        return leastSeconds;
    }

    int mostSeconds() {
        return mostSeconds;
    }

    String description() {
        return description;
    }
}
