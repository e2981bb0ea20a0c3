// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.server.capacity;

import org.jspecify.annotations.NullMarked;
