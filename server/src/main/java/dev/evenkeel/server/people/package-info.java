// SPDX-License-Identifier: Apache-2.0

/// How people get in, and who gives and takes what they may do: accounts, invitations, OpenID Connect,
/// sessions, tokens, keys of services. What is checked at each request is in `access`.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit"})
@NullMarked
package dev.evenkeel.server.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
