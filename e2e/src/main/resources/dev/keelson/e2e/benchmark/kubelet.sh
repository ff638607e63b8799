#!/bin/bash
# Stands in for the init system, which kubeadm asks to start the kubelet: it starts once its files are there.
set -euo pipefail
until [ -s /var/lib/kubelet/config.yaml ] && [ -s /var/lib/kubelet/kubeadm-flags.env ]; do
  sleep 0.02
done
# shellcheck disable=SC1091
. /var/lib/kubelet/kubeadm-flags.env
# shellcheck disable=SC2086
exec kubelet --config=/var/lib/kubelet/config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf \
  --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf ${KUBELET_KUBEADM_ARGS-}
