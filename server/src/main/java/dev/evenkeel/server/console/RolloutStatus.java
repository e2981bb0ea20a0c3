// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

enum RolloutStatus {
    SEEDING,
    RUNNING,
    COMPLETED,
    ROLLED_BACK,
    ABORTED
}
