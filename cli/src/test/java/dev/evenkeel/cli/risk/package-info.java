// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.cli.risk;

import org.jspecify.annotations.NullMarked;
