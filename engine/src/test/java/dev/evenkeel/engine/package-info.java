// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.engine;

import org.jspecify.annotations.NullMarked;
