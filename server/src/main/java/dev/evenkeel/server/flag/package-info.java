// SPDX-License-Identifier: Apache-2.0

/// Flag sets of environments: the author's definition, the splits of running rollouts over it, and one revision
/// for both. Uses the floor only.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit"})
@NullMarked
package dev.evenkeel.server.flag;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
