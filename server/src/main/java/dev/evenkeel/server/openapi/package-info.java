// SPDX-License-Identifier: Apache-2.0

/// The description of the API for programs, made from its handlers when somebody asks for it.
///
/// Knows of the features only what Spring knows of their handlers, and the types that these take and answer. Uses
/// `access` for the rights that they need, and `platform` for the codes of errors and what handlers say of bodies.
@ApplicationModule(allowedDependencies = {"platform", "access"})
@NullMarked
package dev.evenkeel.server.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
