// SPDX-License-Identifier: Apache-2.0

/// What people do with flags beyond replacing them all: edit one, kill it, schedule a change, compare and go back,
/// copy between environments, look after segments. Every edit ends in one replacement of the definition, so it is
/// validated, revised and audited as such. Uses `flag` and the floor.
@ApplicationModule(allowedDependencies = {"flag", "platform", "access", "audit"})
@NullMarked
package dev.evenkeel.server.authoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
