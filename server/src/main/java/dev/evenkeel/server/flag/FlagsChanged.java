// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

/// An environment's flags have a new revision, which is committed. Published on the thread of [FlagLoop], in the
/// order of revisions; some may be left out when changes follow quickly.
public record FlagsChanged(Snapshot snapshot) {}
