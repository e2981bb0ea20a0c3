// SPDX-License-Identifier: Apache-2.0

/// The quick demo: a server, a synthetic service in the same process, and one automatic rollback.
@NullMarked
package dev.evenkeel.examples.demo.quick;

import org.jspecify.annotations.NullMarked;
