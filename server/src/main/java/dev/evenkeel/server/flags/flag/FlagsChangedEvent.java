// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

/// Event published when an environment's flags have a new, committed revision. One thread at a time publishes
/// it, that of [FlagSnapshotRefreshJob] or the one that committed the change on this server, in the order of
/// revisions. Intermediate revisions may be skipped when changes follow quickly.
public record FlagsChangedEvent(EnvironmentSnapshot snapshot) {}
