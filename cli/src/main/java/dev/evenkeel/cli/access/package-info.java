// SPDX-License-Identifier: Apache-2.0

/// Commands for users, invitations, roles, sessions, API tokens and SDK keys.
@NullMarked
package dev.evenkeel.cli.access;

import org.jspecify.annotations.NullMarked;
