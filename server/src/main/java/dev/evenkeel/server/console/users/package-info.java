// SPDX-License-Identifier: Apache-2.0

/// Page of people, invitations, roles, tokens and sessions.
@NullMarked
package dev.evenkeel.server.console.users;

import org.jspecify.annotations.NullMarked;
