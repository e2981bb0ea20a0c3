// SPDX-License-Identifier: Apache-2.0

/// Authentication and authorization of requests: tokens, SDK keys, sessions, roles, and the rights that
/// controllers require with `@RequiresRight`.
@NullMarked
package dev.evenkeel.server.foundation.security.access;

import org.jspecify.annotations.NullMarked;
