// SPDX-License-Identifier: Apache-2.0

/// Commands for connection profiles, which are named servers in the local configuration.
@NullMarked
package dev.evenkeel.cli.profile;

import org.jspecify.annotations.NullMarked;
