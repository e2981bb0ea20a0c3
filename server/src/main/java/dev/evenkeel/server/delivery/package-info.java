// SPDX-License-Identifier: Apache-2.0

/// Flags on their way to services: snapshots, streams, acknowledgements, OFREP and flagd's sync by HTTP and gRPC.
/// Uses `flag` and the floor, and tells `usage` of readers that evaluate unseen.
@ApplicationModule(allowedDependencies = {"flag", "usage", "platform", "access", "audit"})
@NullMarked
package dev.evenkeel.server.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
