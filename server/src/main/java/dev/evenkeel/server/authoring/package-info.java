// SPDX-License-Identifier: Apache-2.0

/// What people do with flags beyond replacing them all: edit one, kill it, schedule a change, compare and go back,
/// copy between environments, look after segments. Every edit ends in one replacement of the definition, so it is
/// validated, revised and audited as such. What needs the consent of others is proposed first, and `gate` says how many
/// people that takes.
@ApplicationModule(allowedDependencies = {"flag", "gate", "platform", "access", "audit", "manifest"})
@NullMarked
package dev.evenkeel.server.authoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
