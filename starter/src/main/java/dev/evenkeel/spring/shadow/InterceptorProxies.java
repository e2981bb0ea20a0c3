// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import java.lang.reflect.Modifier;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ClassUtils;

/// Factory of proxies that pass calls through an interceptor.
final class InterceptorProxies {
    private static final ClassLoader LOADER = InterceptorProxies.class.getClassLoader();

    private InterceptorProxies() {}

    /// Returns a proxy that extends the class of the bean if possible; otherwise one that implements its
    /// interfaces.
    static Object proxyBean(Object bean, MethodInterceptor interceptor) {
        var factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(!Modifier.isFinal(bean.getClass().getModifiers()));
        factory.addAdvice(interceptor);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    /// Returns a proxy that implements the interfaces of an object. Does not depend on the thread's context
    /// class loader, which may not see them.
    static Object proxyInterfaces(Object target, MethodInterceptor interceptor) {
        var factory = new ProxyFactory(ClassUtils.getAllInterfacesForClass(target.getClass(), LOADER));
        factory.setTarget(target);
        factory.addAdvice(interceptor);
        return factory.getProxy(LOADER);
    }
}
