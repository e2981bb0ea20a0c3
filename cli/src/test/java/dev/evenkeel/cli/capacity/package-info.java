// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.cli.capacity;

import org.jspecify.annotations.NullMarked;
