// SPDX-License-Identifier: Apache-2.0

/// Commands about people, and the tokens and keys by which anybody gets in.
@NullMarked
package dev.evenkeel.cli.access;

import org.jspecify.annotations.NullMarked;
