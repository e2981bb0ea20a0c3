// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.junit;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// JUnit extension that provides each test with its own [FakeEvenkeel] as a parameter of type [FakeEvenkeel]
/// or [Evenkeel], shared by the test method and its before-each and after-each methods. Applies the variants
/// of [WithVariant] before it passes the instance on.
public final class FakeEvenkeelExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(FakeEvenkeelExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return context.getTestMethod().isPresent() && (type == FakeEvenkeel.class || type == Evenkeel.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        FakeEvenkeel known = store.get(FakeEvenkeel.class, FakeEvenkeel.class);
        if (known != null) {
            return known;
        }
        var evenkeel = new FakeEvenkeel();
        evenkeel.override(variants(context));
        store.put(FakeEvenkeel.class, evenkeel);
        return evenkeel;
    }

    private static Map<String, String> variants(ExtensionContext context) {
        Map<String, String> variants = new HashMap<>();
        for (Class<?> type : outermostFirst(context.getRequiredTestClass())) {
            AnnotationSupport.findRepeatableAnnotations(type, WithVariant.class)
                    .forEach(one -> variants.put(one.flag(), one.variant()));
        }
        AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestMethod(), WithVariant.class)
                .forEach(one -> variants.put(one.flag(), one.variant()));
        return variants;
    }

    private static Deque<Class<?>> outermostFirst(Class<?> testClass) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            classes.addFirst(type);
        }
        return classes;
    }
}
