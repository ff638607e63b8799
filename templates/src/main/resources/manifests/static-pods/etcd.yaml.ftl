<#-- dev.keelson.templates.model.EtcdManifest -->
apiVersion: v1
kind: Pod
metadata:
  annotations:
<#if pod.revision?has_content>
    keelson.dev/revision: ${pod.revision?c}
</#if>
    keelson.dev/hold-connections: 5s
    keelson.dev/stop-grace: 50ms
    kubeadm.kubernetes.io/etcd.advertise-client-urls: ${advertiseClientUrls?c}
  labels:
    component: etcd
    tier: control-plane
  name: etcd
  namespace: kube-system
spec:
  containers:
  - command:
<#list pod.command as word>
    - ${word?c}
</#list>
<#if pod.environment?has_content>
    env:
<#list pod.environment as variable>
    - name: ${variable.name?c}
<#if variable.value?has_content>
      value: ${variable.value?c}
</#if>
<#list variable.sources as source>
      valueFrom:
        ${source.kind}:
<#list source.fields as field>
          ${field.name}: ${field.value?c}
</#list>
</#list>
</#list>
</#if>
    image: ${pod.image?c}
    imagePullPolicy: IfNotPresent
    livenessProbe:
      failureThreshold: 8
      httpGet:
<#if pod.probes.host?has_content>
        host: ${pod.probes.host?c}
</#if>
        path: /livez
        port: probe-port
        scheme: ${pod.probes.scheme?c}
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
    name: etcd
    ports:
    - containerPort: ${pod.probes.port?c}
      name: probe-port
      protocol: TCP
    readinessProbe:
      failureThreshold: 3
      httpGet:
<#if pod.probes.host?has_content>
        host: ${pod.probes.host?c}
</#if>
        path: /readyz
        port: probe-port
        scheme: ${pod.probes.scheme?c}
      periodSeconds: 1
      timeoutSeconds: 15
    resources:
      requests:
        cpu: 100m
        memory: 100Mi
    startupProbe:
      failureThreshold: ${pod.probes.startupFailureThreshold?c}
      httpGet:
<#if pod.probes.host?has_content>
        host: ${pod.probes.host?c}
</#if>
        path: /readyz
        port: probe-port
        scheme: ${pod.probes.scheme?c}
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
    volumeMounts:
<#list pod.mounts as mount>
    - mountPath: ${mount.path?c}
      name: ${mount.name?c}
<#if mount.readOnly>
      readOnly: true
</#if>
</#list>
  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  volumes:
<#list pod.volumes as volume>
  - hostPath:
      path: ${volume.path?c}
      type: ${volume.type?c}
    name: ${volume.name?c}
</#list>
status: {}
