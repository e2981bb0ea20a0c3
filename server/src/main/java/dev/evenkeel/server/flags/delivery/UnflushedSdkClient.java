// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

/// A connected process that has not reported that the outcomes of earlier exposures are flushed.
///
/// @param instance its random name
/// @param reports whether it reports that at all; older SDKs do not
public record UnflushedSdkClient(String instance, boolean reports) {}
