// SPDX-License-Identifier: Apache-2.0

/// Accounts and sign-in: invitations, passwords, OpenID Connect, sessions, and the management of API tokens and
/// SDK keys. `security.access` checks each request.
@NullMarked
package dev.evenkeel.server.foundation.security.identity;

import org.jspecify.annotations.NullMarked;
