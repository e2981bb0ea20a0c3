// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

/// An environment's flags have a new revision, which is committed. Published by one thread at a time, that of
/// [FlagSnapshotRefreshJob] or of whoever committed it here, in the order of revisions; some may be left out
/// when changes follow quickly.
public record FlagsChangedEvent(EnvironmentSnapshot snapshot) {}
