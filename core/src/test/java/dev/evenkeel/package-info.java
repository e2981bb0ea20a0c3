// SPDX-License-Identifier: Apache-2.0

/// What the tests of core share.
@NullMarked
package dev.evenkeel;

import org.jspecify.annotations.NullMarked;
