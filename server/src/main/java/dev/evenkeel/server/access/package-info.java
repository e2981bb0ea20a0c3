// SPDX-License-Identifier: Apache-2.0

/// Who may do what: the administrator's token, keys of services, sessions of the console. Uses `platform` only.
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.evenkeel.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
