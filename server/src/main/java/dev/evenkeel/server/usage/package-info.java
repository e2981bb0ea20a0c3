// SPDX-License-Identifier: Apache-2.0

/// Which flags are in use, where code names them, and which of them are stale. Asks `flag` which flags there are.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "flag"})
@NullMarked
package dev.evenkeel.server.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
