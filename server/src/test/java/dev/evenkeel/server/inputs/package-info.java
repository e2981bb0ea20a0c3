// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.server.inputs;

import org.jspecify.annotations.NullMarked;
