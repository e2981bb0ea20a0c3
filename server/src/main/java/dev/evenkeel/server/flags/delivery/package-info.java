// SPDX-License-Identifier: Apache-2.0

/// Flag delivery to clients: snapshots, event streams, acknowledgements, OFREP, and flagd sync by HTTP and
/// gRPC. Start here to add a protocol.
@NullMarked
package dev.evenkeel.server.flags.delivery;

import org.jspecify.annotations.NullMarked;
