// SPDX-License-Identifier: Apache-2.0

/// The flag model and its evaluation: flagd definitions in, values with variant and reason out.
@NullMarked
package dev.evenkeel.flag;

import org.jspecify.annotations.NullMarked;
