// SPDX-License-Identifier: Apache-2.0

/// Gates: what has to be so before a change may start or go on, who may pass by it, and what all of
/// it comes to. Other modules bring gates of their own as beans of `Gate`; what follows from a closed
/// one is decided by `rollout`. Asks `flag` which environments there are, and `catalog`
/// which service a flag belongs to.
@ApplicationModule(allowedDependencies = {"manifest", "platform", "access", "audit", "catalog", "flag"})
@NullMarked
package dev.evenkeel.server.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
