// SPDX-License-Identifier: Apache-2.0

/// Services: owner, tier, needs and flags. What hangs on them (incidents, gates) asks here.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "manifest"})
@NullMarked
package dev.evenkeel.server.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
