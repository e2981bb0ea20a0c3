// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.time.Instant;

/// A revision that this installation has assigned. The commit time distinguishes revision 42 of a lost history
/// from that of another.
///
/// @param committedAt when the revision was committed, in microseconds
public record SdkRevisionTokenPayload(String environment, long revision, Instant committedAt) {}
