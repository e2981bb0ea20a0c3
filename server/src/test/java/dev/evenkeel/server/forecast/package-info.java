// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.server.forecast;

import org.jspecify.annotations.NullMarked;
