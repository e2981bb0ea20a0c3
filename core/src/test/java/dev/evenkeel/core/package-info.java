// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.core;

import org.jspecify.annotations.NullMarked;
